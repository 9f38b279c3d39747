# Libraries of others in this archive

Each with the licences it is offered under, as its authors state them. Their texts, and the notices of their authors, are in
the directories beside this page; that of Apache-2.0 is also `doc/LICENSE`.

| library | version | licences |
|---|---|---|
<#list dependencyMap as e>
<#assign library = e.getKey()/>
| `${library.groupId}:${library.artifactId}` | ${library.version} | ${e.getValue()?join(" or ")} |
</#list>
