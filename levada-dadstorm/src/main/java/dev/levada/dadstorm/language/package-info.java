/**
 * The DADSTORM language: configurations and scripts, as text and as values.
 *
 * <p>{@link dev.levada.dadstorm.language.DadstormParser} is the way in. It turns text into records and tells everything
 * that is wrong with the text, each with its place and a remedy, in one go. Nothing here touches a file, a network or a
 * clock, and nothing knows how a job is run.
 *
 * <p>The language is that of the DADSTORM course project (Design and Implementation of Distributed Applications,
 * Instituto Superior Técnico, 2016). Its configurations circulate in three spellings, all of which are read: clause
 * words with an underscore over four lines, the same on one line, and clause words with a blank instead. This room
 * keeps the words that a user types; elsewhere in Levada they are called
 *
 * <ul>
 *   <li>operator, source: the same; operators without a consumer are sinks;
 *   <li>replica: task; its address: the worker it is placed on;
 *   <li>tuple: element;
 *   <li>routing primary, random, hashing: partitioning forward to one task, random, by key;
 *   <li>puppet master, which issues commands: coordinator and shell;
 *   <li>process creation service, which starts replicas on a machine: agent.
 * </ul>
 */
package dev.levada.dadstorm.language;
