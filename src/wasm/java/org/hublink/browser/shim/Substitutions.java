package org.hublink.browser.shim;

import org.teavm.extension.spi.substitution.SimpleSubstitutionPolicy;
import org.teavm.extension.spi.substitution.SubstitutionSink;

/** Tells TeaVM where the stand-ins for {@code javax.security.auth} are. */
public final class Substitutions extends SimpleSubstitutionPolicy {
    @Override
    public void contribute(SubstitutionSink sink) {
        sink.selectClasses(inPackage("javax.security.auth")).packagePrefix("org.hublink.browser.shim.");
    }
}
