/** What every provider of consensus must do, as tests that a provider's module runs against its own. */
package dev.levada.replication.contract;
