package io.github.athenaconnect.type;

/** Decodes {@code boolean}: the words true and false, in any case. */
final class BooleanDecoder implements TextDecoder {
    @Override
    public Object decode(TextValue text) {
        if (text.isWord("true")) {
            return true;
        }
        if (text.isWord("false")) {
            return false;
        }
        throw UndecodableTextException.of("a boolean (true or false)", text);
    }
}
