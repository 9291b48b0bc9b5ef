"""The phones' side: a small server without a kernel, which meets the pages in the workshop file only."""
