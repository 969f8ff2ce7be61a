"""The whole install killed at random moments: nothing half done, lost or sent twice."""
