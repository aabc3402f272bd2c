namespace DumpReader.Formats.IllumosCrash;

/// <summary>The translations of a dump: (address space, virtual page) to the index of a page. Safe for concurrent use.</summary>
internal interface ITranslations
{
    /// <summary>The index of the page at a page-aligned address; false where the dump has no translation.</summary>
    bool TryFind(ulong addressSpace, ulong page, out long index);

    /// <summary>Whether the dump has any page of an address space.</summary>
    bool Holds(ulong addressSpace);

    /// <summary>Every page of an address space that has a translation, in no order, some perhaps twice. Goes through all translations.</summary>
    IEnumerable<ulong> Pages(ulong addressSpace);
}
