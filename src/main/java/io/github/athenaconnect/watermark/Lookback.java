package io.github.athenaconnect.watermark;

/** The margin below a watermark that is read again for late rows: of time, or of a number. */
public record Lookback(String text) {}
