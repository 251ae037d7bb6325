package io.pe3.replay;

import io.pe3.error.ReplayedException;

/** Why a counter is refused. */
enum Refusal {
  /** Nothing is. */
  NONE(""),
  /** It was accepted before, or lies behind the window. */
  SEEN("the payload was accepted before, or is too old for that to be known"),
  /** It does not rise within its pending call, or its sender is older than one that followed. */
  NOT_RISING("within one call counters only rise, and a sender never follows a newer one"),
  /** The sender is not known and may have been: it left the table, or state begins after it. */
  BEFORE_FLOOR("the sender is older than what the replay state remembers; have it send anew"),
  /** The sender's clock, or ours, is wrong. */
  AHEAD("the sender was made in the future; check the clocks of both sides");

  private final String detail;

  Refusal(String detail) {
    this.detail = detail;
  }

  ReplayedException exception(long high, long low, long counter) {
    return new ReplayedException(
        detail,
        "sender",
        SenderId.text(high, low),
        "counter",
        counter,
        "created",
        SenderId.created(high));
  }
}
