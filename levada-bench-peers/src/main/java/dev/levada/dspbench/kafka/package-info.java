/** What applications on Kafka Streams have in common. */
@org.jspecify.annotations.NullMarked
package dev.levada.dspbench.kafka;
