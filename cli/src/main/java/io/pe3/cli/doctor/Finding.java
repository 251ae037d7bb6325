package io.pe3.cli.doctor;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that was looked at.
 *
 * @param section heading that it stands under
 * @param name of the thing
 * @param status how it is
 * @param text what was found
 * @param advice what to do, or null when nothing has to be done
 * @param facts for scripts, what the text says in words
 */
record Finding(
    String section,
    String name,
    Status status,
    String text,
    String advice,
    Map<String, Object> facts) {

  /** How a thing is. */
  enum Status {
    /** As it should be. */
    OK("ok"),
    /** Works, but not as well as it could, or is missing and not needed. */
    NOTE("note"),
    /** Something that a user needs does not work. */
    BROKEN("BROKEN");

    private final String text;

    Status(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  static Finding ok(String section, String name, String text) {
    return new Finding(section, name, Status.OK, text, null, Map.of());
  }

  static Finding note(String section, String name, String text, String advice) {
    return new Finding(section, name, Status.NOTE, text, advice, Map.of());
  }

  static Finding broken(String section, String name, String text, String advice) {
    return new Finding(section, name, Status.BROKEN, text, advice, Map.of());
  }

  Finding with(Map<String, Object> more) {
    return new Finding(section, name, status, text, advice, more);
  }

  boolean isBroken() {
    return status == Status.BROKEN;
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("section", section);
    map.put("name", name);
    map.put("status", status.toString());
    map.put("text", text);
    map.put("advice", advice);
    map.putAll(facts);
    return map;
  }
}
