package org.hublink.protocol;

import org.hublink.primitives.Digest;

/**
 * One listing in a manifest.
 *
 * @param digest SHA-256(salt ‖ body)
 */
public record ManifestEntry(String id, int version, Digest digest) {}
