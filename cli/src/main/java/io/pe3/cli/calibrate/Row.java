package io.pe3.cli.calibrate;

import io.pe3.aead.AeadCipher;
import io.pe3.aead.BufferKind;
import io.pe3.aead.Direction;
import java.util.ArrayList;
import java.util.List;

/**
 * One line of an engine table.
 *
 * @param cipher to seal and open with
 * @param direction of the message
 * @param kind of its buffers
 */
record Row(AeadCipher cipher, Direction direction, BufferKind kind) {
  static List<Row> of(AeadCipher cipher) {
    List<Row> rows = new ArrayList<>();
    for (Direction direction : Direction.values()) {
      for (BufferKind kind : BufferKind.values()) {
        rows.add(new Row(cipher, direction, kind));
      }
    }
    return rows;
  }
}
