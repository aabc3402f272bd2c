namespace Commands.Pipeline;

/// <summary>Takes the facts of an event one after the other, with names as the keys of its JSON object.</summary>
internal abstract class FactWriter
{
    /// <summary>A fact: a member of the object begun.</summary>
    public void Add(string name, Cell value) => Write(name, value);

    /// <summary>An element of the list begun.</summary>
    public void Add(Cell value) => Write(null, value);

    /// <param name="name">Null within a list.</param>
    public abstract void StartObject(string? name = null);

    public abstract void EndObject();

    public abstract void StartList(string name);

    public abstract void EndList();

    protected abstract void Write(string? name, in Cell value);
}
