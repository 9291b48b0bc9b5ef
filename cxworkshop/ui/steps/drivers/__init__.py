"""Step 05 in its sections: guess, drivers, the firm's own metrics, choosing metrics, stakes, scorecard.

Who does what here:

- The *facilitator* projects the page, lets everybody guess before the button is pressed, reads out the
  finding above each chart, and asks the questions to ask. Nothing has to be set: the survey's first outcome,
  all touchpoints and the usual rules stand ready.
- A *leader* guesses alone, sees how far the guess was off and how sure the survey is, what fails silently
  (must-bes), who left though satisfied; then chooses few metrics, each with an owner, and answers for one.
- An *analyst* asks again: another outcome, fewer drivers, another method or rule for missing answers, answers
  that belong together. All figures stand as tables under their charts, with n, range and source; what was
  left out, and why, stands beside them.
"""

from cxworkshop.ui.steps.drivers.step import DriversStep

__all__ = ["DriversStep"]
