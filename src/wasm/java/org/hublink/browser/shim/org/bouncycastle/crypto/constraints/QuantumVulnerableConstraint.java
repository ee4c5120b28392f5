package org.hublink.browser.shim.org.bouncycastle.crypto.constraints;

import org.bouncycastle.crypto.CryptoServiceProperties;
import org.bouncycastle.crypto.CryptoServicesConstraints;

/** Bouncy Castle makes one where a property of the Java platform names a policy; a browser has no such properties. */
public final class QuantumVulnerableConstraint implements CryptoServicesConstraints {
    private QuantumVulnerableConstraint() {}

    public static QuantumVulnerableConstraint forPolicy(String policy) {
        if (!policy.isEmpty()) throw new IllegalArgumentException(policy);
        return new QuantumVulnerableConstraint();
    }

    @Override
    public void check(CryptoServiceProperties service) {
        // Without a policy nothing is forbidden.
    }
}
