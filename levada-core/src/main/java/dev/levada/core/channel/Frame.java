package dev.levada.core.channel;

import dev.levada.core.element.Element;
import dev.levada.core.plan.ChannelId;

/**
 * An element on its way from one process to another.
 *
 * @param attempt the attempt at the producing task that sent it
 */
public record Frame(ChannelId channel, long attempt, Element element) {}
