/** What the module's packages share with each other and with nobody else. */
package io.pe3.internal;
