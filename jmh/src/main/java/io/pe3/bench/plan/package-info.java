/** What is to be measured, in which mode, and how that meets the options given to JMH. */
package io.pe3.bench.plan;
