/**
 * What a user's operator is: the function or processor, what it is given to work with, and what happens if it fails.
 */
package dev.levada.api.operator;
