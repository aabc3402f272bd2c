using Fuzz.Targets;

namespace Fuzz;

/// <summary>Every target by its name.</summary>
internal static class FuzzTargets
{
    private static readonly (string Name, Func<FuzzTarget> Make)[] Known =
    [
        ("header", static () => new HeaderTarget()),
        ("vmdump", static () => new VmdumpTarget()),
        ("ctf", static () => new CtfTarget()),
        ("symbols", static () => new SymbolsTarget()),
        ("core", static () => new CoreNotesTarget()),
        ("language", static () => new LanguageTarget()),
        ("scenario", static () => new ScenarioTarget()),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. Known.Select(k => k.Name)];

    /// <summary>Null where there is no target of that name.</summary>
    public static FuzzTarget? Find(string name) => Known.FirstOrDefault(k => k.Name == name).Make?.Invoke();
}
