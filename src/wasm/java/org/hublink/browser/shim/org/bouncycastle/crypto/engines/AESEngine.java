package org.hublink.browser.shim.org.bouncycastle.crypto.engines;

import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.DefaultMultiBlockCipher;
import org.bouncycastle.crypto.MultiBlockCipher;
import org.bouncycastle.crypto.engines.AESLightEngine;

/**
 * AES for the page: Bouncy Castle's engine without tables of rounds in place of the one with them, which weighs 2.6 KB more of
 * what is loaded.
 */
public final class AESEngine extends DefaultMultiBlockCipher {
    private final BlockCipher light = new AESLightEngine();

    /** As Bouncy Castle's own. */
    public static MultiBlockCipher newInstance() {
        return new AESEngine();
    }

    @Override
    public void init(boolean forEncryption, CipherParameters params) {
        light.init(forEncryption, params);
    }

    @Override
    public String getAlgorithmName() {
        return light.getAlgorithmName();
    }

    @Override
    public int getBlockSize() {
        return light.getBlockSize();
    }

    @Override
    public int processBlock(byte[] in, int inOff, byte[] out, int outOff) {
        return light.processBlock(in, inOff, out, outOff);
    }

    @Override
    public void reset() {
        light.reset();
    }
}
