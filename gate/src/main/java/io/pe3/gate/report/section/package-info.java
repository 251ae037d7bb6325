/** What a report says: each type here makes the blocks of one of its sections. */
package io.pe3.gate.report.section;
