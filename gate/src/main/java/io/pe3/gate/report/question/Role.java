package io.pe3.gate.report.question;

/** What a side is in a comparison. */
public enum Role {
  /** What the report is about. */
  SUBJECT,
  /** Another form of what the report is about, not compared with it. */
  VARIANT,
  /** What the subject is compared with. */
  PEER,
  /** A bound that nothing can be better than, not a peer. */
  LIMIT
}
