"""The poll as a Streamlit script."""

import streamlit as st
from saving import CHOICES, QUESTION, save

with st.form("poll"):
    choice = st.radio(QUESTION, CHOICES)
    sent = st.form_submit_button("Send")
if sent:
    save(choice)
    st.session_state.count = st.session_state.get("count", 0) + 1
    st.write(f"Saved {st.session_state.count}")
