namespace DumpBuilder.Image;

/// <summary>Where a virtual page is.</summary>
/// <param name="Space">Address of the <c>struct as</c>.</param>
/// <param name="Address">Page-aligned virtual address.</param>
/// <param name="Index">In the pfn table and the data; -1 for a page that is not in the dump.</param>
internal readonly record struct Translation(ulong Space, ulong Address, long Index);
