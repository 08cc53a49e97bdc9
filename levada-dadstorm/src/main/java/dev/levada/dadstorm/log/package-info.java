/** What a run tells while it goes on. */
package dev.levada.dadstorm.log;
