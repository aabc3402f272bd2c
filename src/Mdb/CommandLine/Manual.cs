using System.CommandLine;

namespace Mdb.CommandLine;

/// <summary><c>mdb completion SHELL</c> and <c>mdb man</c>: what a system wants to know of a program, made of its declarations.</summary>
internal static class Manual
{
    private static readonly Argument<string> _shell = new("shell") { Description = "bash, zsh or fish" };

    public static Command Completion { get; } = new("completion", "Print the script by which a shell completes the words of mdb.") { _shell };

    public static Command Page { get; } = new("man", "Print the manual page, in roff.");

    /// <summary>Whether the words of a command line are about one of the two.</summary>
    public static bool IsAskedFor(string[] words) => words is ["completion", _] or ["man"];

    /// <exception cref="UsageException">There is no such shell.</exception>
    public static string Of(string[] words)
    {
        var root = CommandForm.Root();
        return words switch
        {
            ["man"] => ManPage.Of(root),
            [_, "bash"] => BashCompletion.Of(root),
            [_, "zsh"] => ZshCompletion.Of(root),
            [_, "fish"] => FishCompletion.Of(root),
            _ => throw new UsageException($"completion: {words[^1]} is none of bash, zsh and fish"),
        };
    }
}
