package io.pe3.gate.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pe3.gate.error.GateErrorCode;
import io.pe3.gate.error.GateException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A {@link ResultSet} as JSON, of one schema version:
 *
 * <pre>
 * {"schemaVersion": 1, "kind": "results",
 *  "origin":  {"ref", "commit", "time"},                       absent when not known
 *  "machine": {"cpu", "processors", "memoryMib", "os", "arch"}, absent when not known
 *  "cells": [{"benchmark", "mode", "threads", "params": {name: value},
 *             "primary": {"unit", "forks": [number], "percentiles": {percentage: number}},
 *             "secondary": {name: as primary},
 *             "settings": {"warmupIterations", "warmupTime",
 *                          "measurementIterations", "measurementTime"},
 *             "jvm": {"name", "version", "jdkVersion", "jmhVersion", "args": [text]}}]}
 * </pre>
 *
 * Readers ignore members that they don't know; a change that they could not ignore takes a new
 * version.
 */
public final class ResultJson {
  /** The version that is written, and the newest that is read. */
  public static final int SCHEMA_VERSION = 1;

  /** Member that holds the version, in everything that is written here. */
  public static final String VERSION_MEMBER = "schemaVersion";

  /** Member that says what an object is. */
  public static final String KIND_MEMBER = "kind";

  private static final String KIND = "results";

  private ResultJson() {}

  /**
   * Writes.
   *
   * @param set to write
   * @return a new object
   */
  public static ObjectNode write(ResultSet set) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put(VERSION_MEMBER, SCHEMA_VERSION).put(KIND_MEMBER, KIND);
    set.origin()
        .ifPresent(
            origin ->
                root.putObject("origin")
                    .put("ref", origin.ref())
                    .put("commit", origin.commit())
                    .put("time", origin.time().toString()));
    set.machine()
        .ifPresent(
            machine ->
                root.putObject("machine")
                    .put("cpu", machine.cpu())
                    .put("processors", machine.processors())
                    .put("memoryMib", machine.memoryMib())
                    .put("os", machine.os())
                    .put("arch", machine.arch()));
    ArrayNode cells = root.putArray("cells");
    set.cells().forEach(cell -> cells.add(write(cell)));
    return root;
  }

  /**
   * Reads.
   *
   * @param root what {@link #write} made
   * @return the same results
   * @throws GateException {@code malformed_result} when it is something else, or of a newer version
   */
  public static ResultSet read(JsonNode root) {
    int version = JsonFields.positive(root, VERSION_MEMBER);
    if (version > SCHEMA_VERSION) {
      throw new GateException(
          GateErrorCode.MALFORMED_RESULT,
          "a newer pe3 wrote this; read it with that one",
          VERSION_MEMBER,
          version,
          "newest_known",
          SCHEMA_VERSION);
    }
    String kind = JsonFields.text(root, KIND_MEMBER);
    if (!kind.equals(KIND)) {
      throw JsonFields.malformed(KIND_MEMBER, "this is not a file of results");
    }
    List<CellResult> cells = new ArrayList<>();
    JsonFields.array(root, "cells").forEach(cell -> cells.add(readCell(cell)));
    return new ResultSet(
        Optional.ofNullable(root.get("origin")).map(ResultJson::readOrigin),
        Optional.ofNullable(root.get("machine")).map(ResultJson::readMachine),
        cells);
  }

  private static Origin readOrigin(JsonNode origin) {
    try {
      return new Origin(
          JsonFields.text(origin, "ref"),
          JsonFields.text(origin, "commit"),
          Instant.parse(JsonFields.text(origin, "time")));
    } catch (DateTimeException e) {
      throw JsonFields.malformed("time", "a member is not a time of ISO 8601 in UTC").causedBy(e);
    }
  }

  private static Machine readMachine(JsonNode machine) {
    return new Machine(
        JsonFields.text(machine, "cpu"),
        JsonFields.positive(machine, "processors"),
        JsonFields.member(machine, "memoryMib").asLong(),
        JsonFields.text(machine, "os"),
        JsonFields.text(machine, "arch"));
  }

  private static ObjectNode write(CellResult cell) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    writeId(node, cell.id());
    write(node.putObject("primary"), cell.primary());
    ObjectNode secondary = node.putObject("secondary");
    cell.secondary().forEach((name, metric) -> write(secondary.putObject(name), metric));
    node.putObject("settings")
        .put("warmupIterations", cell.settings().warmupIterations())
        .put("warmupTime", cell.settings().warmupTime())
        .put("measurementIterations", cell.settings().measurementIterations())
        .put("measurementTime", cell.settings().measurementTime());
    ObjectNode jvm = node.putObject("jvm");
    jvm.put("name", cell.jvm().name())
        .put("version", cell.jvm().version())
        .put("jdkVersion", cell.jvm().jdkVersion())
        .put("jmhVersion", cell.jvm().jmhVersion());
    ArrayNode args = jvm.putArray("args");
    cell.jvm().args().forEach(args::add);
    return node;
  }

  /**
   * Writes what a cell measures into an object: {@code benchmark}, {@code mode}, {@code threads},
   * {@code params}.
   *
   * @param object to add them to
   * @param id to write
   */
  public static void writeId(ObjectNode object, CellId id) {
    object
        .put("benchmark", id.benchmark())
        .put("mode", id.mode().text())
        .put("threads", id.threads());
    ObjectNode params = object.putObject("params");
    id.params().forEach(params::put);
  }

  /**
   * Reads what {@link #writeId} wrote.
   *
   * @param object that it was added to
   * @return the id
   * @throws GateException {@code malformed_result} when a member is missing
   */
  public static CellId readId(JsonNode object) {
    return new CellId(
        JsonFields.text(object, "benchmark"),
        JmhMode.of(JsonFields.text(object, "mode")),
        JsonFields.positive(object, "threads"),
        JsonFields.textMap(object, "params"));
  }

  private static void write(ObjectNode node, Metric metric) {
    node.put("unit", metric.unit());
    ArrayNode forks = node.putArray("forks");
    metric.forks().forEach(forks::add);
    if (!metric.percentiles().isEmpty()) {
      ObjectNode percentiles = node.putObject("percentiles");
      metric.percentiles().forEach((at, value) -> percentiles.put(at.toString(), value));
    }
  }

  private static CellResult readCell(JsonNode node) {
    SortedMap<String, Metric> secondary = new TreeMap<>();
    for (Map.Entry<String, JsonNode> metric : JsonFields.object(node, "secondary").properties()) {
      secondary.put(metric.getKey(), readMetric(metric.getValue()));
    }
    JsonNode settings = JsonFields.object(node, "settings");
    JsonNode jvm = JsonFields.object(node, "jvm");
    return new CellResult(
        readId(node),
        readMetric(JsonFields.object(node, "primary")),
        secondary,
        new Settings(
            JsonFields.count(settings, "warmupIterations"),
            JsonFields.text(settings, "warmupTime", ""),
            JsonFields.count(settings, "measurementIterations"),
            JsonFields.text(settings, "measurementTime", "")),
        new Jvm(
            JsonFields.text(jvm, "name", ""),
            JsonFields.text(jvm, "version", ""),
            JsonFields.text(jvm, "jdkVersion", ""),
            JsonFields.text(jvm, "jmhVersion", ""),
            JsonFields.texts(jvm, "args")));
  }

  private static Metric readMetric(JsonNode node) {
    List<Double> forks = new ArrayList<>();
    JsonFields.array(node, "forks").forEach(fork -> forks.add(JsonFields.number(fork, "forks")));
    SortedMap<Double, Double> percentiles = new TreeMap<>();
    JsonNode values = node.get("percentiles");
    if (values != null) {
      for (Map.Entry<String, JsonNode> value : values.properties()) {
        percentiles.put(
            Double.valueOf(value.getKey()), JsonFields.number(value.getValue(), "percentiles"));
      }
    }
    return new Metric(JsonFields.text(node, "unit"), forks, percentiles);
  }
}
