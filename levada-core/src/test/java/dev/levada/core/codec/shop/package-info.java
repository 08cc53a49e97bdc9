/** Records of a user's module. */
package dev.levada.core.codec.shop;
