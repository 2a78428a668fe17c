"""The annual appraisal: what projects bring, by a scheme, to departments' scores and ranks."""
