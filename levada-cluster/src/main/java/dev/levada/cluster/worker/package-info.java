/** What runs attempts at tasks in one process: carries out orders, keeps their channels connected, and reports. */
package dev.levada.cluster.worker;
