package io.github.athenaconnect.localstack.engine;

/**
 * One column of a table.
 *
 * @param type the type as the catalog writes it: {@code string}, {@code int}, {@code decimal(10,2)}, {@code
 *     array<string>}, {@code map<string,int>}, {@code struct<city:string,zip:string>}; {@link CatalogType} turns it
 *     into SQL
 */
public record ColumnDefinition(String name, String type) {}
