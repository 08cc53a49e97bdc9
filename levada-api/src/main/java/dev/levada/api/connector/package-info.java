/** How data comes in and goes out: what a connector must be. */
package dev.levada.api.connector;
