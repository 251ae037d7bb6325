package io.pe3;

import java.util.List;
import java.util.Map;

/**
 * An opened payload as plain objects, as {@link io.pe3.codec.PlainValues} makes them.
 *
 * @param uri where it was sealed for, or null when the payload names none
 * @param args the arguments, perhaps empty
 * @param kwargs the keyword arguments, perhaps empty
 */
public record OpenedPayload(String uri, List<Object> args, Map<String, Object> kwargs) {
  /** The arguments are plaintext and stay out of logs. */
  @Override
  public String toString() {
    return "OpenedPayload[args=" + args.size() + " kwargs=" + kwargs.size() + "]";
  }
}
