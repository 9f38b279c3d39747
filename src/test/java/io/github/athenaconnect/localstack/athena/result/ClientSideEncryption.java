package io.github.athenaconnect.localstack.athena.result;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Stands for CSE_KMS: whoever reads an object from S3 finds bytes that mean nothing. Not secret, and of one cipher byte, so
 * that a range of an object can be decrypted by itself.
 */
final class ClientSideEncryption {
    private static final int KEY = 0xa5;

    private ClientSideEncryption() {}

    static byte[] encrypted(byte[] plain) {
        byte[] cipher = plain.clone();
        for (int index = 0; index < cipher.length; index++) {
            cipher[index] ^= (byte) KEY;
        }
        return cipher;
    }

    static InputStream decrypted(InputStream cipher) {
        return new FilterInputStream(cipher) {
            @Override
            public int read() throws IOException {
                int found = super.read();
                return found < 0 ? found : found ^ KEY;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int count = super.read(into, offset, length);
                for (int index = offset; index < offset + count; index++) {
                    into[index] ^= (byte) KEY;
                }
                return count;
            }
        };
    }
}
