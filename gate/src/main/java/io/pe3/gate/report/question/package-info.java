/**
 * Turns cells into questions: {@link io.pe3.gate.report.question.Questions} groups what can be
 * compared, {@link io.pe3.gate.report.question.Naming} says who takes part and in which role.
 */
package io.pe3.gate.report.question;
