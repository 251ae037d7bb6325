/**
 * What is said of a cell, and why: {@link io.pe3.gate.verdict.Comparison} of two files, {@link
 * io.pe3.gate.verdict.SequentialJudge} of a gate run that goes on measuring until it is clear. A
 * verdict is one of three, and noise never makes a {@link io.pe3.gate.verdict.Verdict#PASS pass}.
 */
package io.pe3.gate.verdict;
