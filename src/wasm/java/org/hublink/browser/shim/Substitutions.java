package org.hublink.browser.shim;

import org.teavm.extension.spi.substitution.SimpleSubstitutionPolicy;
import org.teavm.extension.spi.substitution.SubstitutionSink;

/** Tells TeaVM where the stand-ins for {@code javax.security.auth} and for three classes of Bouncy Castle are. */
public final class Substitutions extends SimpleSubstitutionPolicy {
    private static final String SHIM = "org.hublink.browser.shim.";

    @Override
    public void contribute(SubstitutionSink sink) {
        sink.selectClasses(inPackage("javax.security.auth")).packagePrefix(SHIM);
        sink.selectClasses(named("org.bouncycastle.util.Strings")).packagePrefix(SHIM);
        sink.selectClasses(named("org.bouncycastle.crypto.CryptoServicesRegistrar"))
                .packagePrefix(SHIM);
        sink.selectClasses(named("org.bouncycastle.crypto.engines.AESEngine")).packagePrefix(SHIM);
    }
}
