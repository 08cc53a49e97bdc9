/**
 * A coordinator that others stand by for: several processes, one of which reigns. What it decides is agreed on by most
 * of them before anybody acts on it, and is refused as soon as another reigns.
 */
package dev.levada.node.reign;
