"""Other ways to divide, each with what it costs against the default."""
