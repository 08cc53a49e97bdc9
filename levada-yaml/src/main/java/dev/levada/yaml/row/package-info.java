/** What records are like: fields, with names and types. */
package dev.levada.yaml.row;
