package org.hublink.platform;

import java.util.Set;

/**
 * Who a session belongs to.
 *
 * @param country ISO 3166-1 alpha-2
 * @param kind {@code device} or {@code operator}
 * @param id the device's or operator's id
 * @param roles such as {@code officer}, {@code operator}, {@code head}
 */
public record Caller(String country, String kind, String id, Set<String> roles) {
    public Caller {
        roles = Set.copyOf(roles);
    }
}
