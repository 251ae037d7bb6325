package io.pe3.gate.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pe3.gate.result.ResultJson;
import io.pe3.gate.result.ResultSet;
import io.pe3.gate.verdict.CellVerdict;
import io.pe3.gate.verdict.OneSided;
import io.pe3.gate.verdict.Outcome;
import io.pe3.gate.verdict.Slowdown;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Comparisons and gate runs as JSON, of the schema version of {@link ResultJson}:
 *
 * <pre>
 * {"schemaVersion": 1, "kind": "compare" or "gate", "verdict", "exitStatus", "summary",
 *  "cells": [{"benchmark", "mode", "threads", "params",
 *             "verdict": "pass", "unclear" or "regression", "reason",
 *             "slowdown":     {"estimate", "low", "high"},   ratios; absent when not comparable
 *             "allocation":   {"base", "head", "kind"},      B/op; absent when not counted
 *             "instructions": as slowdown,                   absent when not counted
 *             "forks": {"base", "head"}}],
 *  "onlyInBase": [{"benchmark", "mode", "threads", "params"}],   mode and threads are absent
 *  "onlyInHead": [as onlyInBase]}                                of what was not measured
 * </pre>
 *
 * and of a gate run also {@code settings}, {@code elapsedSeconds}, {@code budgetEnded}, {@code
 * disturbances}, {@code notes}, and {@code base} and {@code head}: all of its results, each as
 * {@link ResultJson} has them. An end of an interval that does not exist is absent.
 */
public final class OutcomeJson {
  private OutcomeJson() {}

  /**
   * Writes a comparison.
   *
   * @param outcome to write
   * @return a new object
   */
  public static ObjectNode compare(Outcome outcome) {
    return outcome("compare", outcome);
  }

  /**
   * Writes a gate run.
   *
   * @param document to write
   * @return a new object
   */
  public static ObjectNode gate(GateDocument document) {
    ObjectNode root = outcome("gate", document.result().outcome());
    ObjectNode settings = root.putObject("settings");
    settings.put("tolerance", document.settings().margins().tolerance());
    settings.put("margin", document.settings().margins().margin());
    settings.put("falseAlarm", document.settings().looks().falseAlarm());
    settings.put("miss", document.settings().looks().miss());
    ArrayNode looks = settings.putArray("looks");
    document.settings().looks().forks().forEach(looks::add);
    settings.put("budgetSeconds", document.settings().budget().toSeconds());
    root.put("elapsedSeconds", document.result().elapsed().toSeconds());
    root.put("budgetEnded", document.result().budgetEnded());
    ArrayNode disturbances = root.putArray("disturbances");
    document.result().disturbances().forEach(disturbances::add);
    ArrayNode notes = root.putArray("notes");
    document.notes().forEach(notes::add);
    root.set(
        "base",
        ResultJson.write(
            new ResultSet(
                Optional.of(document.base()),
                Optional.of(document.machine()),
                document.result().base())));
    root.set(
        "head",
        ResultJson.write(
            new ResultSet(
                Optional.of(document.head()),
                Optional.of(document.machine()),
                document.result().head())));
    return root;
  }

  private static ObjectNode outcome(String kind, Outcome outcome) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put(ResultJson.VERSION_MEMBER, ResultJson.SCHEMA_VERSION);
    root.put(ResultJson.KIND_MEMBER, kind);
    root.put("verdict", outcome.verdict().text());
    root.put("exitStatus", outcome.verdict().exitStatus());
    root.put("summary", outcome.summary());
    ArrayNode cells = root.putArray("cells");
    outcome.cells().forEach(cell -> write(cells.addObject(), cell));
    write(root.putArray("onlyInBase"), outcome.onlyInBase());
    write(root.putArray("onlyInHead"), outcome.onlyInHead());
    return root;
  }

  private static void write(ArrayNode array, List<OneSided> oneSided) {
    for (OneSided one : oneSided) {
      ObjectNode object = array.addObject();
      if (one.measured().isPresent()) {
        ResultJson.writeId(object, one.measured().get());
      } else {
        object.put("benchmark", one.benchmark());
        ObjectNode params = object.putObject("params");
        one.params().forEach(params::put);
      }
    }
  }

  private static void write(ObjectNode node, CellVerdict cell) {
    ResultJson.writeId(node, cell.id());
    node.put("verdict", cell.verdict().text()).put("reason", cell.reason());
    cell.slowdown().ifPresent(slowdown -> write(node.putObject("slowdown"), slowdown));
    cell.allocation()
        .ifPresent(
            change ->
                node.putObject("allocation")
                    .put("base", change.base())
                    .put("head", change.head())
                    .put("kind", change.kind().name().toLowerCase(Locale.ROOT)));
    cell.instructions().ifPresent(ratio -> write(node.putObject("instructions"), ratio));
    node.putObject("forks")
        .put("base", cell.base().primary().forks().size())
        .put("head", cell.head().primary().forks().size());
  }

  private static void write(ObjectNode node, Slowdown slowdown) {
    node.put("estimate", slowdown.estimate());
    if (slowdown.low() > 0) {
      node.put("low", slowdown.low());
    }
    if (Double.isFinite(slowdown.high())) {
      node.put("high", slowdown.high());
    }
  }
}
