package io.pe3.bench.corpus;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The payload shapes of the corpus. */
public enum Shape {
  /** Telemetry: its 13 fields are exactly 115 octets of CBOR. */
  SENSOR("sensor", "one reading of a machine's sensor: 13 flat fields"),
  /** Positional arguments only. */
  TICK("tick", "one price of a market feed: six positional arguments"),
  /** Mostly text, beyond ASCII. */
  CHAT("chat", "a chat message: text in several scripts, mentions"),
  /** A nested document. */
  RPC("rpc", "a procedure call that places an order: nested maps and lists"),
  /** 16 KiB of records. */
  DOCUMENT("document", "a report of many equal records: exactly 16 KiB of CBOR in kwargs"),
  /** One big byte string. */
  BINARY("binary", "a firmware image: one byte string of 1 MiB");

  private final String text;
  private final String about;

  Shape(String text, String about) {
    this.text = text;
    this.about = about;
  }

  /**
   * The name on command lines and in results.
   *
   * @return lower case
   */
  public String text() {
    return text;
  }

  /**
   * What the shape stands for.
   *
   * @return a short phrase
   */
  public String about() {
    return about;
  }

  /**
   * Finds a shape by its name.
   *
   * @param text the exact name
   * @return the shape
   * @throws IllegalArgumentException when there is none of that name; the message lists them
   */
  public static Shape of(String text) {
    for (Shape shape : values()) {
      if (shape.text.equals(text)) {
        return shape;
      }
    }
    throw new IllegalArgumentException(
        "no payload shape is named "
            + text
            + "; there are "
            + Arrays.stream(values()).map(Shape::text).collect(Collectors.joining(", ")));
  }

  @Override
  public String toString() {
    return text;
  }
}
