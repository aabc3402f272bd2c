using System.Text.Json.Serialization;

namespace Commands.Triage;

/// <summary>How records are written and read without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.KebabCaseLower, UseStringEnumConverter = true, WriteIndented = false, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(TriageRecord), TypeInfoPropertyName = "Record")]
internal sealed partial class TriageJsonContext : JsonSerializerContext;
