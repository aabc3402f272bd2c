namespace DumpReader.Types.Ctf;

/// <summary>Types of symbols, in the order of the module's symbol table.</summary>
public sealed partial class CtfWriter
{
    private readonly List<int> _objects = [];
    private readonly List<int[]?> _functions = [];

    /// <summary>The type of the next data symbol; null where it has none.</summary>
    public void AddObject(CType? type) => _objects.Add(type is null ? 0 : Add(type));

    /// <summary>The type of the next function symbol; null where it has none.</summary>
    public void AddFunction(FunctionType? type)
    {
        if (type is null)
        {
            _functions.Add(null);
            return;
        }

        int result = Add(type.Result);
        for (int i = 0; i < type.ArgumentCount; i++)
        {
            Add(type.Argument(i));
        }

        _functions.Add([result, .. Arguments(type, 0)]);
    }
}
