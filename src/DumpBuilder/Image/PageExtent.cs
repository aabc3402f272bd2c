namespace DumpBuilder.Image;

/// <summary>Consecutive virtual pages of one address space and their consecutive places in the dump.</summary>
/// <param name="Space">Address of the <c>struct as</c> that is the key of the translations.</param>
/// <param name="FirstPage">Virtual address of the first page, shifted right by 12.</param>
/// <param name="Count">Number of pages.</param>
/// <param name="FirstIndex">Index of the first in the pfn table and in the data.</param>
internal readonly record struct PageExtent(ulong Space, ulong FirstPage, long Count, long FirstIndex);
