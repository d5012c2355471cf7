"""The adapter to KPI-EDGAR: a tokenised sentence of an annual report -> its values, the phrases around them, the relations between both."""
