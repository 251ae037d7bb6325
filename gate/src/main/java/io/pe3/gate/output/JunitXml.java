package io.pe3.gate.output;

import io.pe3.gate.error.GateErrorCode;
import io.pe3.gate.error.GateException;
import io.pe3.gate.report.markup.PlainText;
import io.pe3.gate.verdict.CellVerdict;
import io.pe3.gate.verdict.Outcome;
import io.pe3.gate.verdict.Slowdown;
import io.pe3.gate.verdict.Verdict;
import java.io.StringWriter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A gate run in the XML of JUnit, which CI systems show: a test case per cell. A regression is a
 * failure; an unclear cell is skipped, or a failure when the caller says so.
 */
public final class JunitXml {
  private JunitXml() {}

  /**
   * Writes.
   *
   * @param outcome to write
   * @param unclearFails what an unclear cell is
   * @return an XML document
   */
  public static String write(Outcome outcome, boolean unclearFails) {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", "pe3 bench gate");
      long unclear = outcome.count(Verdict.UNCLEAR);
      long failures = outcome.count(Verdict.REGRESSION) + (unclearFails ? unclear : 0);
      xml.writeAttribute("tests", String.valueOf(outcome.cells().size()));
      xml.writeAttribute("failures", String.valueOf(failures));
      xml.writeAttribute("errors", "0");
      xml.writeAttribute("skipped", String.valueOf(unclearFails ? 0 : unclear));
      for (CellVerdict cell : outcome.cells()) {
        write(xml, cell, unclearFails);
      }
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.flush();
    } catch (XMLStreamException e) {
      throw new GateException(GateErrorCode.IO, "cannot write XML: " + e.getMessage()).causedBy(e);
    }
    return text + "\n";
  }

  private static void write(XMLStreamWriter xml, CellVerdict cell, boolean unclearFails)
      throws XMLStreamException {
    String benchmark = cell.id().benchmark();
    int method = benchmark.lastIndexOf('.');
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", PlainText.clean(benchmark.substring(0, Math.max(0, method))));
    xml.writeAttribute("name", PlainText.clean(cell.id().fullName().substring(method + 1)));
    String message =
        cell.reason() + cell.slowdown().map(Slowdown::percent).map(": "::concat).orElse("");
    switch (cell.verdict()) {
      case PASS -> {}
      case REGRESSION -> element(xml, "failure", message);
      case UNCLEAR -> element(xml, unclearFails ? "failure" : "skipped", message);
    }
    xml.writeEndElement();
  }

  private static void element(XMLStreamWriter xml, String name, String message)
      throws XMLStreamException {
    xml.writeEmptyElement(name);
    xml.writeAttribute("message", message);
  }
}
