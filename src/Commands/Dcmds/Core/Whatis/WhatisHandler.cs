namespace Commands.Dcmds.Core;

/// <summary>One kind of thing that an address can be part of.</summary>
internal abstract class WhatisHandler
{
    /// <summary>As <c>::whatis -v</c> and <c>-l</c> name it: <c>genunix`threads</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it explains numbers that are identifiers, too, and not only addresses (<c>-i</c>).</summary>
    public virtual bool KnowsIdentifiers => false;

    /// <summary>Reports each wanted address that it can explain; returns early once <see cref="WhatisSearch.IsDone"/>.</summary>
    public abstract void Search(WhatisSearch search);
}
