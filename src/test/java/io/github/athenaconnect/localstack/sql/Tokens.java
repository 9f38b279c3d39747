package io.github.athenaconnect.localstack.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts SQL into tokens; comments count as space. */
public final class Tokens {
    private static final Pattern TOKEN = Pattern.compile("""
            (?<SPACE>(?:\\s|--[^\\n]*|/\\*.*?\\*/)+)\
            |(?<STRING>'[^']*+(?:''[^']*+)*+')\
            |(?<QUOTED>"(?:[^"]|"")*"|`[^`]*`)\
            |(?<NUMBER>\\d+(?:\\.\\d*)?(?:[eE][+-]?\\d+)?|\\.\\d+(?:[eE][+-]?\\d+)?)\
            |(?<WORD>[\\p{L}_][\\p{L}\\p{N}_$]*)\
            |(?<SYMBOL><>|<=|>=|!=|\\|\\||->|=>|::|.)""", Pattern.DOTALL);

    private Tokens() {}

    /** All tokens, with the space between them. */
    public static List<Token> of(String sql) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(sql);
        while (matcher.find()) {
            tokens.add(new Token(kind(matcher), matcher.group(), matcher.start()));
        }
        return tokens;
    }

    /** All tokens but the space between them. */
    public static List<Token> withoutSpace(String sql) {
        return of(sql).stream()
                .filter(token -> token.kind() != Token.Kind.SPACE)
                .toList();
    }

    /** The index of the parenthesis that closes the one at an index; the number of tokens if none does. */
    public static int closing(List<Token> tokens, int opening) {
        int depth = 0;
        for (int i = opening; i < tokens.size(); i++) {
            if (tokens.get(i).is("(")) {
                depth++;
            } else if (tokens.get(i).is(")") && --depth == 0) {
                return i;
            }
        }
        return tokens.size();
    }

    private static Token.Kind kind(Matcher matcher) {
        if (matcher.group("SPACE") != null) {
            return Token.Kind.SPACE;
        }
        if (matcher.group("STRING") != null) {
            return Token.Kind.STRING;
        }
        if (matcher.group("QUOTED") != null) {
            return Token.Kind.QUOTED_NAME;
        }
        if (matcher.group("NUMBER") != null) {
            return Token.Kind.NUMBER;
        }
        return matcher.group("WORD") != null ? Token.Kind.WORD : Token.Kind.SYMBOL;
    }
}
